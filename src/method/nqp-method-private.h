/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-method.h"

#define NQP_DEFAULT_COVERAGE (2.0 / 3.0)
#define NQP_DEFAULT_FLOOR 0.01
#define NQP_DEFAULT_WINSOR 0.01
#define NQP_DEFAULT_POWER 0.5

int
nqp_choice_find (const NqpChoice *const *choices, int n, const char *key, const char *id, GError **error);
