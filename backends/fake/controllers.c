/* The controllers of this program, one row of controllers.def each. */
#include "backends/fake/controller.h"

#define CONTROLLER(name) extern const struct controller controller_##name;
#include "backends/fake/controllers.def"
#undef CONTROLLER

const struct controller *const controllers[] = {
#define CONTROLLER(name) &controller_##name,
#include "backends/fake/controllers.def"
#undef CONTROLLER
};

const size_t controller_count = ARRAY_LEN(controllers);
