/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How large a picture is: in what people measure, and in px of 1/96 inch, in which pictures are laid out. */

typedef enum { NQP_LENGTH_PX, NQP_LENGTH_MM, NQP_LENGTH_CM, NQP_LENGTH_IN, NQP_N_LENGTHS } NqpLength;

#define NQP_PICTURE_LEAST 120.0  /* px a side */
#define NQP_PICTURE_MOST 10000.0

typedef struct
{
  double width, height; /* in @length */
  NqpLength length;
} NqpPictureSize;

typedef struct
{
  const char *id;   /* "a4-width" */
  const char *name; /* N_() msgid */
  NqpPictureSize size;
} NqpPicturePreset;

const NqpPicturePreset *nqp_picture_presets (int *out_n);
double nqp_length_px (NqpLength length);       /* of one */
const char *nqp_length_id (NqpLength length);  /* "cm" */
double nqp_picture_size_width (const NqpPictureSize *self); /* px */
double nqp_picture_size_height (const NqpPictureSize *self);
gboolean nqp_picture_size_is_sound (const NqpPictureSize *self);
gboolean nqp_picture_size_parse (const char *text, NqpPictureSize *out, GError **error);
char *nqp_picture_size_print (const NqpPictureSize *self); /* "16x9cm", which can be parsed again */
char *nqp_picture_size_say (const NqpPictureSize *self);   /* "16 × 9 cm", for people */

G_END_DECLS
