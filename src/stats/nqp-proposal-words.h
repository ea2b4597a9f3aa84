/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-framework.h"

G_BEGIN_DECLS

/* What a name speaks of. Texts are borrowed from the framework or static, but for the word. */
typedef struct
{
  const char *component; /* "drivers.innovation-input"; NULL = nothing was found */
  NqpText meaning;
  char *word; /* owned by the caller */
} NqpWordMatch;

NqpWordMatch nqp_proposal_match (const NqpText *name, const NqpFramework *framework);

G_END_DECLS
