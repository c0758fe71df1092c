# A little less than four MiB.
awk 'BEGIN { for (i = 0; i < 60000; i++)
    print "# a line of a comment, one of very many, sixty bytes long ......." }'
