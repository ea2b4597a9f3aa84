/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who answers a key. */
typedef enum
{
  NQP_KEY_ACCEL,    /* the application, whatever has the focus; menus show it */
  NQP_KEY_FIRST,    /* the window, before what has the focus, but for texts and values that it changes */
  NQP_KEY_LEFT,     /* the window, when what has the focus does not want it */
  NQP_KEY_PICTURE,  /* the picture that has the focus */
} NqpKeyPhase;

/**
 * NqpKey:
 *
 * An action of the window or the program, or what a key does in pictures. From the list of them follow accelerators, menus,
 * tooltips, what the window does with keys, which actions need a project, the shortcuts window and a test of the man page.
 */
typedef struct
{
  const char *action; /* detailed, "win.walk(1)"; NULL: a picture answers */
  const char *group;  /* N_() msgid; NULL: not shown in the list of shortcuts */
  const char *title;  /* N_() msgid, NULL: shown with the one before; pages have theirs */
  const char *keys[4];
  NqpKeyPhase phase;
  gboolean needs_project;
} NqpKey;

const NqpKey *nqp_keys (int *out_n);
const NqpKey *nqp_keys_find (const char *action); /* NULL if there is none */

G_END_DECLS
