/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a mark of a picture or a cell of a table stands for; -1 = not bound. */
typedef struct
{
  int region; /* place */
  int year;
  int node;   /* of the tree */
  int entry;  /* of the framework, + 1; 0 = not bound */
  int other;  /* a second node of the tree, + 1: the mark stands for the two together; 0 = not bound. In pictures of the data
                 a bin, or an indicator that has no node */
} NqpDatum;

#define NQP_DATUM_NONE ((NqpDatum){ -1, -1, -1, 0, 0 })
