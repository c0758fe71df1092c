printf '# costs \302\243 20\nfact disabled yes/no\n'
