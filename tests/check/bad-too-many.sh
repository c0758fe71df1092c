# More roles than the table of who satisfies whom has room for.
awk 'BEGIN { for (i = 0; i < 4001; i++) print "role worker_no_" i "x" }'
