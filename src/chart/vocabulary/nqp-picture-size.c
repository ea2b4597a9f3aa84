/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-picture-size.h"
#include "nqp-number.h"
#include "nqp-scene-save.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const struct
{
  const char *id;
  double px;
} lengths[] = {
  [NQP_LENGTH_PX] = { "px", 1 },
  [NQP_LENGTH_MM] = { "mm", 96 / 25.4 },
  [NQP_LENGTH_CM] = { "cm", 96 / 2.54 },
  [NQP_LENGTH_IN] = { "in", 96 },
};

/* Paper: A4 with margins of 2 cm. Slides: the pages of the usual programs, 13.33 x 7.5 and 10 x 7.5 inches. */
static const NqpPicturePreset presets[] = {
  { "a4-column", N_ ("A4, one of two columns"), { 8.5, 7, NQP_LENGTH_CM } },
  { "a4-width", N_ ("A4, full width"), { 17, 11, NQP_LENGTH_CM } },
  { "a4-landscape", N_ ("A4 landscape, whole page"), { 25.7, 17, NQP_LENGTH_CM } },
  { "slide-16x9", N_ ("Slide 16:9"), { 1280, 720, NQP_LENGTH_PX } },
  { "slide-4x3", N_ ("Slide 4:3"), { 960, 720, NQP_LENGTH_PX } },
  { "page", N_ ("Upright page"), { 680, 960, NQP_LENGTH_PX } },
  { "small", N_ ("Small, for a web page"), { 640, 480, NQP_LENGTH_PX } },
};

const NqpPicturePreset *
nqp_picture_presets (int *out_n)
{
  *out_n = (int)G_N_ELEMENTS (presets);
  return presets;
}

double
nqp_length_px (NqpLength length)
{
  return lengths[length].px;
}

const char *
nqp_length_id (NqpLength length)
{
  return lengths[length].id;
}

double
nqp_picture_size_width (const NqpPictureSize *self)
{
  return self->width * lengths[self->length].px;
}

double
nqp_picture_size_height (const NqpPictureSize *self)
{
  return self->height * lengths[self->length].px;
}

static gboolean
is_sound (double px)
{
  return px >= NQP_PICTURE_LEAST - 1e-6 && px <= NQP_PICTURE_MOST + 1e-6;
}

gboolean
nqp_picture_size_is_sound (const NqpPictureSize *self)
{
  return is_sound (nqp_picture_size_width (self)) && is_sound (nqp_picture_size_height (self));
}

/* A number and the name of a length after it, if any: -1 if there is none. */
static gboolean
read_length (const char **at, double *out_number, int *out_length)
{
  gsize n = strspn (*at, "0123456789.");

  if (n == 0 || n > 12 || !nqp_number_parse (*at, n, '.', out_number))
    return FALSE;
  *at += n;
  *at += strspn (*at, " ");
  *out_length = -1;
  for (int i = 0; i < NQP_N_LENGTHS; i++)
    if (g_str_has_prefix (*at, lengths[i].id))
      {
        *out_length = i;
        *at += strlen (lengths[i].id);
        break;
      }
  *at += strspn (*at, " ");
  return TRUE;
}

static gboolean
read_size (const char *text, NqpPictureSize *out)
{
  static const char times[] = "\xc3\x97"; /* U+00D7 */
  int first, second;

  if (!read_length (&text, &out->width, &first))
    return FALSE;
  if (*text == 'x' || *text == 'X')
    text++;
  else if (g_str_has_prefix (text, times))
    text += strlen (times);
  else
    return FALSE;
  text += strspn (text, " ");
  if (!read_length (&text, &out->height, &second) || *text != '\0' || (first >= 0 && first != second))
    return FALSE;
  out->length = second >= 0 ? (NqpLength)second : NQP_LENGTH_PX;
  return nqp_picture_size_is_sound (out);
}

/**
 * nqp_picture_size_parse:
 * @text: "1280x800", "16x9cm", "160 × 90 mm", "6.3x3.5in", or the id of a preset
 */
gboolean
nqp_picture_size_parse (const char *text, NqpPictureSize *out, GError **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      if (strcmp (text, presets[i].id) == 0)
        {
          *out = presets[i].size;
          return TRUE;
        }
      g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", presets[i].id);
    }
  if (read_size (text, out))
    return TRUE;
  g_set_error (
      error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED,
      _ ("expected WIDTHxHEIGHT such as 1280x800, 16x9cm, 160x90mm or 6.5x4in, each side %.0f to %.0f px "
         "of 1/96 inch, or one of %s; found '%s'"),
      NQP_PICTURE_LEAST, NQP_PICTURE_MOST, ids->str, text);
  return FALSE;
}

static char *
print_side (double side, char buffer[NQP_NUMBER_SIZE])
{
  nqp_number_to_file (round (side * 1000) / 1000, buffer);
  return buffer;
}

char *
nqp_picture_size_print (const NqpPictureSize *self)
{
  char width[NQP_NUMBER_SIZE], height[NQP_NUMBER_SIZE];

  return g_strdup_printf ("%sx%s%s", print_side (self->width, width), print_side (self->height, height),
                          lengths[self->length].id);
}

char *
nqp_picture_size_say (const NqpPictureSize *self)
{
  char width[NQP_NUMBER_SIZE], height[NQP_NUMBER_SIZE];

  /* Translators: width and height of a picture, and what they are in, such as cm */
  return g_strdup_printf (_ ("%s × %s %s"), print_side (self->width, width),
                          print_side (self->height, height), lengths[self->length].id);
}
