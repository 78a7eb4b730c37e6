// libyaml's event parser (Debian: libyaml-dev).
#include <yaml.h>
