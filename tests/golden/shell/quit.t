# The status to leave with.
> false
= 1
> exit 7
= 7
