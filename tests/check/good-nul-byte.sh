printf 'fact disabled yes/no\n# 0\n'
