// All of it is inline.
#include "CWritVector.h"
