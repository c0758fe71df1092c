# Inside a text they are the author's own.
printf 'fact disabled "A \342\200\234disabled\342\200\235 child" yes/no\n'
