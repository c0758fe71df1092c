# In a comment it does no harm.
printf '# dis\342\200\213abled\nfact disabled yes/no\n'
