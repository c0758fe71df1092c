# Two to the power of seventeen combinations are more than are tried.
awk 'BEGIN {
    print "policy p\nevent visit\nevent referral"
    for (i = 10; i < 27; i++) print "fact sign_" i " yes/no"
    print "rule visits\n  visit every 4 weeks from referral"
    print "rule fewer\n  exception to visits\n  every 6 weeks instead"
    printf "  when sign_10"
    for (i = 11; i < 27; i++) printf " and sign_" i
    print "\nrule more\n  exception to visits\n  every 2 weeks instead"
    print "  when not sign_10"
}'
