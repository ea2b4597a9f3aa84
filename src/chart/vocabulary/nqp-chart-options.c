/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-options.h"
#include "nqp-number.h"
#include "nqp-scene-save.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MOST_CHARACTERS 1000 /* of a line */
#define LARGEST 1e15         /* of a number on an axis */

typedef enum
{
  A_NUMBER,
  A_WHOLE_NUMBER,
  A_SWITCH,
  A_PALETTE,
  A_WAY, /* to find breaks between classes */
} Kind;

static const char *const ways[NQP_N_CLASSES] = {
  [NQP_CLASSES_QUANTILE] = "quantile",
  [NQP_CLASSES_EQUAL] = "equal",
  [NQP_CLASSES_JENKS] = "jenks",
  [NQP_CLASSES_CONTINUOUS] = "continuous",
  [NQP_CLASSES_QUANTILE_YEAR] = "quantile-year",
  [NQP_CLASSES_JENKS_YEAR] = "jenks-year",
};

static const struct
{
  const char *id;
  Kind kind;
  double least, most;
  gsize offset;
} options[] = {
  [NQP_OPTION_AXIS_MIN] = { "axis.min", A_NUMBER, -LARGEST, LARGEST, offsetof (NqpChartOptions, axis_min) },
  [NQP_OPTION_AXIS_MAX] = { "axis.max", A_NUMBER, -LARGEST, LARGEST, offsetof (NqpChartOptions, axis_max) },
  [NQP_OPTION_AXIS_ZERO] = { "axis.zero", A_SWITCH, 0, 1, offsetof (NqpChartOptions, axis_zero) },
  [NQP_OPTION_BREAKS] = { "breaks", A_WAY, 0, NQP_N_CLASSES - 1, offsetof (NqpChartOptions, breaks) },
  [NQP_OPTION_CLASSES]
  = { "classes", A_WHOLE_NUMBER, 2, NQP_MAX_CLASSES, offsetof (NqpChartOptions, classes) },
  [NQP_OPTION_DECIMALS] = { "decimals", A_WHOLE_NUMBER, 0, 6, offsetof (NqpChartOptions, decimals) },
  [NQP_OPTION_FROM] = { "from", A_WHOLE_NUMBER, -9999, 9999, offsetof (NqpChartOptions, from) },
  [NQP_OPTION_LABELS] = { "labels", A_SWITCH, 0, 1, offsetof (NqpChartOptions, labels) },
  [NQP_OPTION_PALETTE] = { "palette", A_PALETTE, 0, NQP_N_PALETTES - 1, offsetof (NqpChartOptions, palette) },
  [NQP_OPTION_REFERENCE]
  = { "reference", A_NUMBER, -LARGEST, LARGEST, offsetof (NqpChartOptions, reference) },
  [NQP_OPTION_TYPE] = { "type", A_NUMBER, 0.8, 2, offsetof (NqpChartOptions, type) },
};

/* Numbers are doubles, all others as large as an int. */
static void
put (NqpChartOptions *self, gsize i, double value)
{
  char *at = (char *)self + options[i].offset;

  if (options[i].kind == A_NUMBER)
    memcpy (at, &value, sizeof value);
  else
    memcpy (at, &(int){ (int)value }, sizeof (int));
  self->set |= 1u << i;
}

static double
get (const NqpChartOptions *self, gsize i)
{
  const char *at = (const char *)self + options[i].offset;
  double number = NAN;
  int whole;

  if (options[i].kind == A_NUMBER)
    {
      memcpy (&number, at, sizeof number);
      return number;
    }
  memcpy (&whole, at, sizeof whole);
  return whole;
}

G_STATIC_ASSERT (sizeof (NqpPalette) == sizeof (int) && sizeof (NqpClasses) == sizeof (int)
                 && sizeof (gboolean) == sizeof (int));

/**
 * nqp_chart_options_ids:
 *
 * Returns: (transfer full): the names of the options in @known
 */
char *
nqp_chart_options_ids (guint known, const char *between)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if ((known & (1u << i)) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? between : "", options[i].id);
  return g_string_free (out, FALSE);
}

/* Of what is chosen by name. */
static const char *
choice_id (gsize i, int place)
{
  return options[i].kind == A_PALETTE ? nqp_palette_id ((NqpPalette)place) : ways[place];
}

static gboolean
parse_value (gsize i, const char *text, double *out)
{
  switch (options[i].kind)
    {
    case A_SWITCH:
      *out = strcmp (text, "yes") == 0;
      return *out != 0 || strcmp (text, "no") == 0;
    case A_PALETTE:
    case A_WAY:
      for (*out = 0; *out <= options[i].most; ++*out)
        if (strcmp (text, choice_id (i, (int)*out)) == 0)
          return TRUE;
      return FALSE;
    case A_NUMBER:
    case A_WHOLE_NUMBER:
    default:
      return nqp_number_parse (text, strlen (text), '.', out) && *out >= options[i].least
             && *out <= options[i].most && (options[i].kind == A_NUMBER || *out == floor (*out));
    }
}

static char *
say_expected (gsize i)
{
  char least[NQP_NUMBER_SIZE], most[NQP_NUMBER_SIZE];
  GString *out;

  switch (options[i].kind)
    {
    case A_SWITCH:
      return g_strdup (_ ("yes or no"));
    case A_PALETTE:
    case A_WAY:
      out = g_string_new (NULL);
      for (int k = 0; k <= (int)options[i].most; k++)
        g_string_append_printf (out, "%s%s", k > 0 ? ", " : "", choice_id (i, k));
      return g_string_free (out, FALSE);
    case A_NUMBER:
    case A_WHOLE_NUMBER:
    default:
      if (options[i].most >= LARGEST)
        return g_strdup (_ ("a number"));
      nqp_number_to_file (options[i].least, least);
      nqp_number_to_file (options[i].most, most);
      return g_strdup_printf (options[i].kind == A_NUMBER ? _ ("a number from %s to %s")
                                                          : _ ("a whole number from %s to %s"),
                              least, most);
    }
}

gboolean
nqp_chart_options_set (NqpChartOptions *self, guint known, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  const gsize length = equals != NULL ? (gsize)(equals - text) : 0;
  g_autofree char *ids = nqp_chart_options_ids (known, ", "), *expected = NULL;
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if ((known & (1u << i)) == 0 || strlen (options[i].id) != length
          || strncmp (text, options[i].id, length) != 0)
        continue;
      if (parse_value (i, equals + 1, &value))
        {
          put (self, i, value);
          return TRUE;
        }
      expected = say_expected (i);
      g_set_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_UNKNOWN, _ ("%s: expected %s, found '%s'"),
                   options[i].id, expected, equals + 1);
      return FALSE;
    }
  g_set_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_UNKNOWN,
               _ ("expected KEY=VALUE with a key that this chart has (%s), found '%s'"), ids, text);
  return FALSE;
}

/**
 * nqp_chart_options_parse:
 * @line: "key=value" words with spaces between
 *
 * Returns: %FALSE with @error set and @self unchanged if one is not known or they do not go together
 */
gboolean
nqp_chart_options_parse (NqpChartOptions *self, guint known, const char *line, GError **error)
{
  g_auto (GStrv) words = NULL;
  NqpChartOptions read = *self;

  if (strlen (line) > MOST_CHARACTERS)
    {
      g_set_error (
          error, NQP_CHART_ERROR, NQP_CHART_ERROR_UNKNOWN,
          _ ("the line of chart options has more than %d characters; expected KEY=VALUE a few times"),
          MOST_CHARACTERS);
      return FALSE;
    }
  words = g_strsplit_set (line, " \t\r\n", -1);
  for (int i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !nqp_chart_options_set (&read, known, words[i], error))
      return FALSE;
  if (!nqp_chart_options_check (&read, error))
    return FALSE;
  *self = read;
  return TRUE;
}

gboolean
nqp_chart_options_check (const NqpChartOptions *self, GError **error)
{
  if (!nqp_chart_options_has (self, NQP_OPTION_AXIS_MIN) || !nqp_chart_options_has (self, NQP_OPTION_AXIS_MAX)
      || self->axis_min < self->axis_max)
    return TRUE;
  g_set_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_UNKNOWN,
               _ ("axis.min has to be below axis.max, found %g and %g"), self->axis_min, self->axis_max);
  return FALSE;
}

/**
 * nqp_chart_options_print:
 *
 * Returns: (transfer full): the one line that nqp_chart_options_parse() reads back as equal options; "" for none
 */
char *
nqp_chart_options_print (const NqpChartOptions *self)
{
  GString *out = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const double value = get (self, i);

      if ((self->set & (1u << i)) == 0)
        continue;
      g_string_append_printf (out, "%s%s=%s", out->len > 0 ? " " : "", options[i].id,
                              options[i].kind == A_SWITCH ? value != 0 ? "yes" : "no"
                              : options[i].kind == A_PALETTE || options[i].kind == A_WAY
                                  ? choice_id (i, (int)value)
                                  : nqp_number_to_file (value, number));
    }
  return g_string_free (out, FALSE);
}

gboolean
nqp_chart_options_equal (const NqpChartOptions *a, const NqpChartOptions *b)
{
  gboolean equal = a->set == b->set;

  for (gsize i = 0; equal && i < G_N_ELEMENTS (options); i++)
    equal = (a->set & (1u << i)) == 0 || get (a, i) == get (b, i);
  return equal;
}

/**
 * nqp_chart_options_apply_style:
 *
 * Makes @style that of the picture: larger or smaller type with the room around it, other colours of ordered values.
 */
void
nqp_chart_options_apply_style (const NqpChartOptions *self, NqpStyle *style)
{
  NqpStyle sized;

  if (nqp_chart_options_has (self, NQP_OPTION_PALETTE))
    style->palette = self->palette;
  if (!nqp_chart_options_has (self, NQP_OPTION_TYPE))
    return;
  nqp_style_init (&sized, style->kind, style->scale * self->type);
  g_strlcpy (sized.family, style->family, sizeof sized.family);
  sized.patterns = style->patterns;
  sized.transparent = style->transparent;
  sized.palette = style->palette;
  *style = sized;
}
