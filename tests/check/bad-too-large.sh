# More than four MiB of comments.
awk 'BEGIN { for (i = 0; i < 70000; i++)
    print "# a line of a comment, one of very many, sixty bytes long ......." }'
