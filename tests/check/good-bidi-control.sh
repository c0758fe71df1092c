# Hebrew letters read from right to left by themselves.
printf 'fact disabled "\327\231\327\234\327\223" yes/no\n'
