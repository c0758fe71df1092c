# U+202E makes what follows read backwards.
printf 'fact disabled "\342\200\256 child" yes/no\n'
