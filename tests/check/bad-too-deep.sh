# More parentheses in each other than any condition needs.
awk 'BEGIN {
    print "policy p\nfact a yes/no"
    printf "applies while "
    for (i = 0; i < 300; i++) printf "("
    printf "a"
    for (i = 0; i < 300; i++) printf ")"
    print ""
}'
