/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A disk that fails when it is told to: SQLite's view of the file system, with counted faults. */

typedef enum
{
  FAULT_WRITE, /* nothing is written */
  FAULT_SHORT, /* half of it is */
  FAULT_FULL,  /* the disk is full: half of it is */
  FAULT_SYNC,
  FAULT_TRUNCATE,
  FAULT_DELETE,
  FAULT_OPEN, /* of a file that is to be made */
  N_FAULTS,
} Fault;

extern const char *const fault_names[N_FAULTS];

/* Becomes SQLite's default in this process. */
void
fault_vfs_install (void);
/* The @nth call of its kind from now on fails, from 0; @lasting: so do all writing calls after it. */
void
fault_vfs_fail (Fault kind, int nth, gboolean lasting);
/* All is well again. Returns: whether any call failed */
gboolean
fault_vfs_stop (void);
