awk 'BEGIN {
    print "policy p\nfact a yes/no"
    printf "applies while "
    for (i = 0; i < 200; i++) printf "("
    printf "a"
    for (i = 0; i < 200; i++) printf ")"
    print ""
}'
