/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document.h"

G_BEGIN_DECLS

#define NQP_STRUCTURE_ERROR (nqp_structure_error_quark ())
GQuark nqp_structure_error_quark (void);

typedef enum
{
  NQP_STRUCTURE_ERROR_INVALID, /* it makes no sense: the message says what is needed first */
} NqpStructureError;

/* What is to become of an indicator; parts that are not named stay. */
typedef enum
{
  NQP_PLACING_ROLE = 1 << 0, /* with NQP_ROLE_INDEX also pillar and component */
  NQP_PLACING_DIRECTION = 1 << 1,
  NQP_PLACING_UNIT = 1 << 2,
  NQP_PLACING_NAME = 1 << 3,
} NqpPlacingParts;

/**
 * NqpPlacing:
 *
 * Texts are borrowed.
 */
typedef struct
{
  const char *code;
  guint parts;           /* NqpPlacingParts */
  NqpRole role;          /* NQP_ROLE_UNASSIGNED sends it back to waiting */
  const char *pillar;    /* id */
  const char *component; /* of one below the pillar: its id with or without the pillar's, or its name; another name makes a new one */
  int direction;         /* +1, -1; 0 = unknown: only outside the index */
  NqpText unit, name;
} NqpPlacing;

/* All of them in one step; nothing if one cannot be. */
gboolean
nqp_document_place (NqpDocument *self, const NqpPlacing *placings, guint n, GError **error);
/* Everything below the component goes to another pillar, or into another component, where the two become one. */
gboolean
nqp_document_move_component (NqpDocument *self, const char *id, const char *pillar, const char *component, GError **error);

G_END_DECLS
