# Curly quotes, as a word processor makes them.
printf 'fact disabled \342\200\234Disabled child\342\200\235 yes/no\n'
