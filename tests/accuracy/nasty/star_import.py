"""What comes after `from x import *`, `exec` and `globals()` may be anything."""
from numpy import *

a = zeros(3)
b = sum(ones((2, 3)), axis=0)
exec("a = zeros(9); zeros = ones((4, 4)).reshape")
c = a
d = zeros(16)
