# A zero-width space inside a name.
printf 'fact dis\342\200\213abled yes/no\n'
