#include "CWritSystem.h"
