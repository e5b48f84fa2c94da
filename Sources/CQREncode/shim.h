#ifndef TWOFOLD_CQRENCODE_H
#define TWOFOLD_CQRENCODE_H

#include <qrencode.h>

#endif
