awk 'BEGIN { for (i = 0; i < 4000; i++) print "role worker_no_" i "x" }'
