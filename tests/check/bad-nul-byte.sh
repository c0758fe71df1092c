printf 'fact disabled yes/no\n# \000\n'
