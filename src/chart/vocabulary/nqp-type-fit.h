/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scene.h"

G_BEGIN_DECLS

/* Type and the room it takes. */

typedef enum
{
  NQP_TYPE_BOLD = 1 << 0,
  NQP_TYPE_FIGURES = 1 << 1, /* of one width */
  NQP_TYPE_MIDDLE = 1 << 2,  /* of the line */
  NQP_TYPE_END = 1 << 3,
  NQP_TYPE_TOP = 1 << 4, /* y is the top of the text; without, its middle */
  NQP_TYPE_BOTTOM = 1 << 5,
} NqpTypeFlags;

NqpFont
nqp_type (double size, NqpColour colour, NqpTypeFlags flags);
/* The same for what is wrapped to @max_lines lines of @max_width; what is longer ends in an ellipsis. */
NqpFont
nqp_type_in (double size, NqpColour colour, NqpTypeFlags flags, double max_width, int max_lines);

double
nqp_type_width (const NqpScene *scene, const char *text, const NqpFont *font);
double
nqp_type_height (const NqpScene *scene, const char *text, const NqpFont *font);
double
nqp_type_column (const NqpScene *scene, const char *text,
                 const NqpFont *font); /* the width, rounded up, that holds it */
double
nqp_type_line (const NqpScene *scene, double size); /* height of a line */

void
nqp_type_write (NqpScene *scene, double x, double y, const char *text, NqpFont font); /* bound to nothing */

/* The first of @candidates (NULLs are passed over), the fullest first, that is not cut within the font's max_width and
 * max_lines and no higher than @height (0 = any); NULL if none is. */
const char *
nqp_type_choose (const NqpScene *scene, const char *const *candidates, gsize n, const NqpFont *font,
                 double height);

/* The text, or its beginning that fits within the font's max_width and max_lines, ended at a word if it has words and with an
 * ellipsis: the last resort, where it can neither wrap nor have more room. NULL if hardly anything does. */
char *
nqp_type_shorten (const NqpScene *scene, const char *text, const NqpFont *font);

/* Ways to set the names of rows, the largest type and fewest lines first. */
typedef struct
{
  gsize size; /* offset of a size of the style */
  int lines;  /* of a name, at most */
} NqpTypeTry;

#define NQP_N_TYPE_TRIES 8
extern const NqpTypeTry nqp_type_tries[NQP_N_TYPE_TRIES];

/* Would a word be broken in its middle within the font's max_width? Chinese may be broken anywhere, unless @all. */
gboolean
nqp_type_breaks_words (const NqpScene *scene, const char *text, const NqpFont *font, gboolean all);

G_END_DECLS
