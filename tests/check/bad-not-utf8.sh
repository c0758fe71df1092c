# A pound sign as Windows writes it: one byte that is not UTF-8.
printf '# costs \243 20\nfact disabled yes/no\n'
