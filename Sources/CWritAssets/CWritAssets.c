#include "CWritAssets.h"
