/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-expression-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-spelling.h"
#include "nqp-words.h"

G_DEFINE_QUARK (nqp_expression_error, nqp_expression_error)

#define MAX_LAG 100
#define FIRST_YEAR 1
#define LAST_YEAR 9999

typedef struct
{
  const char *name;
  NqpOpKind kind;
  int least, most; /* arguments that are values */
} Function;

static const Function functions[] = {
  { "ln", NQP_OP_LN, 1, 1 },         { "log10", NQP_OP_LOG10, 1, 1 },
  { "exp", NQP_OP_EXP, 1, 1 },       { "sqrt", NQP_OP_SQRT, 1, 1 },
  { "abs", NQP_OP_ABS, 1, 1 },       { "min", NQP_OP_MIN, 2, NQP_EXPRESSION_MAX_ARGUMENTS },
  { "lag", NQP_OP_LAG, 1, 1 },       { "max", NQP_OP_MAX, 2, NQP_EXPRESSION_MAX_ARGUMENTS },
  { "growth", NQP_OP_GROWTH, 1, 1 }, { "index", NQP_OP_INDEX, 1, 1 },
  { "sum", NQP_OP_SUM, 1, 1 },       { "mean", NQP_OP_MEAN, 1, 1 },
  { "share", NQP_OP_SHARE, 1, 1 },   { "per_head", NQP_OP_DIVIDE, 1, 1 },
};

typedef struct
{
  const char *p, *start;
  NqpExpression *made;
  int depth; /* of brackets, functions and signs */
  GError **error;
} Parser;

static gboolean
parse_sum (Parser *self);

static int
position (const Parser *self, const char *p)
{
  return (int)g_utf8_pointer_to_offset (self->start, p) + 1;
}

/* What stands at @p, for messages: a word, or a character. */
static char *
quote_at (const char *p)
{
  g_autofree char *word = NULL, *head = NULL;
  const char *end = p;

  while (g_unichar_isalnum (g_utf8_get_char (end)) || *end == '_')
    end = g_utf8_next_char (end);
  if (end == p && *p != '\0')
    end = g_utf8_next_char (p);
  if (end == p)
    return g_strdup (_ ("the end"));
  word = g_strndup (p, (gsize)(end - p));
  head = nqp_words_head (word, 60);
  return g_strdup_printf ("“%s”", head);
}

static gboolean
fail_expected (Parser *self, const char *expected)
{
  g_autofree char *found = quote_at (self->p);

  g_set_error (self->error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_SYNTAX,
               /* Translators: a formula; what was found there, and what was expected */
               _ ("Character %d of the formula: found %s; expected %s."), position (self, self->p), found,
               expected);
  return FALSE;
}

/* A sign as it is written or printed: takes it if it stands here. */
static gboolean
take (Parser *self, const char *const *signs)
{
  while (g_unichar_isspace (g_utf8_get_char (self->p)))
    self->p = g_utf8_next_char (self->p);
  for (int i = 0; signs[i] != NULL; i++)
    if (g_str_has_prefix (self->p, signs[i]))
      {
        self->p += strlen (signs[i]);
        while (g_unichar_isspace (g_utf8_get_char (self->p)))
          self->p = g_utf8_next_char (self->p);
        return TRUE;
      }
  return FALSE;
}

static const char *const plus[] = { "+", "＋", NULL }, *const minus[] = { "-", "−", "－", NULL },
                         *const times[] = { "*", "×", "·", "＊", NULL },
                         *const over[] = { "/", "÷", "／", NULL }, *const caret[] = { "^", NULL },
                         *const open_bracket[] = { "(", "（", NULL },
                         *const close_bracket[] = { ")", "）", NULL }, *const comma[] = { ",", "，", NULL };

static void
add_op (Parser *self, NqpOpKind kind, double number, int n)
{
  const NqpOp op = { kind, number, n };

  g_array_append_val (self->made->ops, op);
}

/* @code: NULL = the population; is taken */
static void
add_operand (Parser *self, char *code)
{
  GPtrArray *operands = self->made->operands;
  guint k = 0;

  while (k < operands->len && g_strcmp0 (operands->pdata[k], code) != 0)
    k++;
  if (k == operands->len)
    g_ptr_array_add (operands, code);
  else
    g_free (code);
  add_op (self, NQP_OP_OPERAND, 0, (int)k);
}

static const Function *
find_function (const char *name, const Function **out_alike)
{
  int best = strlen (name) > 3 ? 3 : 2;

  *out_alike = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      int distance;

      if (g_ascii_strcasecmp (functions[i].name, name) == 0)
        return &functions[i];
      distance = nqp_spelling_distance (functions[i].name, name);
      if (distance < best)
        {
          best = distance;
          *out_alike = &functions[i];
        }
    }
  return NULL;
}

char *
nqp_expression_functions (void)
{
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", functions[i].name);
  return g_string_free (list, FALSE);
}

static gboolean
parse_whole (Parser *self, int least, int most, int *out)
{
  g_autofree char *expected = NULL;
  char *end;
  gint64 value;

  if (g_ascii_isdigit (*self->p))
    {
      value = g_ascii_strtoll (self->p, &end, 10);
      if (value >= least && value <= most && *end != '.')
        {
          *out = (int)value;
          self->p = end;
          return TRUE;
        }
    }
  expected = g_strdup_printf (_ ("a whole number from %d to %d"), least, most);
  return fail_expected (self, expected);
}

/* What stands behind the values in the brackets of a function. */
static gboolean
parse_years (Parser *self, const Function *function, int *out_n)
{
  *out_n = 1;
  if (function->kind == NQP_OP_INDEX)
    return (take (self, comma) || fail_expected (self, _ ("a comma and the year that is 100")))
           && parse_whole (self, FIRST_YEAR, LAST_YEAR, out_n);
  if ((function->kind == NQP_OP_LAG || function->kind == NQP_OP_GROWTH) && take (self, comma))
    return parse_whole (self, 1, MAX_LAG, out_n);
  return TRUE;
}

static gboolean
parse_function (Parser *self, const Function *function)
{
  int n = 0, years;

  do
    {
      if (!parse_sum (self))
        return FALSE;
      n++;
    }
  while (n < function->most && take (self, comma));
  if (n < function->least)
    return fail_expected (self, _ ("a comma and another value"));
  if (!parse_years (self, function, &years))
    return FALSE;
  if (!take (self, close_bracket))
    return fail_expected (self, _ ("a closing bracket"));
  if (g_str_equal (function->name, "per_head"))
    add_operand (self, NULL);
  add_op (self, function->kind, 0, function->most > 1 ? n : years);
  return TRUE;
}

static gboolean
is_word (gunichar c, gboolean first)
{
  return c == '_' || g_unichar_isalpha (c) || (!first && (g_unichar_isalnum (c) || c == '.'));
}

/* A word: a function if a bracket follows, else the code of a series. */
static gboolean
parse_word (Parser *self)
{
  const char *start = self->p;
  g_autofree char *word = NULL;

  while (is_word (g_utf8_get_char (self->p), self->p == start))
    self->p = g_utf8_next_char (self->p);
  while (self->p > start && self->p[-1] == '.')
    self->p--;
  word = g_strndup (start, (gsize)(self->p - start));
  if (take (self, open_bracket))
    {
      const Function *alike;
      const Function *function = find_function (word, &alike);
      g_autofree char *list = NULL;

      if (function != NULL)
        return parse_function (self, function);
      self->p = start;
      list = alike != NULL ? g_strdup_printf ("%s()", alike->name) : nqp_expression_functions ();
      return fail_expected (self, list);
    }
  add_operand (self, g_steal_pointer (&word));
  return TRUE;
}

static gboolean
parse_bracketed_code (Parser *self)
{
  const char *end = strchr (self->p, ']');

  if (end == NULL || end == self->p + 1)
    return fail_expected (self, _ ("the code of a series between [ and ]"));
  add_operand (self, g_strndup (self->p + 1, (gsize)(end - self->p - 1)));
  self->p = end + 1;
  return TRUE;
}

static gboolean
parse_number (Parser *self)
{
  char *end;
  const double number = g_ascii_strtod (self->p, &end);

  if (end == self->p || !isfinite (number) || g_ascii_strncasecmp (self->p, "0x", 2) == 0)
    return fail_expected (self, _ ("a number"));
  self->p = end;
  if (g_unichar_isalnum (g_utf8_get_char (self->p)) || *self->p == '_')
    return fail_expected (self, _ ("a sign such as + or * behind the number; a code that begins with a digit "
                                   "stands in square brackets"));
  add_op (self, NQP_OP_NUMBER, number, 0);
  return TRUE;
}

static gboolean
parse_atom (Parser *self)
{
  if (take (self, open_bracket))
    return parse_sum (self) && (take (self, close_bracket) || fail_expected (self, _ ("a closing bracket")));
  if (*self->p == '[')
    return parse_bracketed_code (self);
  if (is_word (g_utf8_get_char (self->p), TRUE))
    return parse_word (self);
  if (g_ascii_isdigit (*self->p) || *self->p == '.')
    return parse_number (self);
  return fail_expected (self, _ ("a number, the code of a series or a function"));
}

static gboolean
parse_signed (Parser *self);

/* a ^ b ^ c is a ^ (b ^ c), and -a ^ b is -(a ^ b) */
static gboolean
parse_power (Parser *self)
{
  if (!parse_atom (self))
    return FALSE;
  if (!take (self, caret))
    return TRUE;
  if (!parse_signed (self))
    return FALSE;
  add_op (self, NQP_OP_POWER, 0, 0);
  return TRUE;
}

static gboolean
parse_signed (Parser *self)
{
  const gboolean negative = take (self, minus);
  gboolean ok;

  if (++self->depth > NQP_EXPRESSION_MAX_DEPTH)
    {
      g_set_error (self->error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_SYNTAX,
                   _ ("Character %d of the formula: brackets and functions stand more than %d deep; split "
                      "the formula."),
                   position (self, self->p), NQP_EXPRESSION_MAX_DEPTH);
      return FALSE;
    }
  ok = negative ? parse_signed (self) : parse_power (self);
  if (ok && negative)
    add_op (self, NQP_OP_NEGATE, 0, 0);
  self->depth--;
  return ok;
}

static gboolean
parse_product (Parser *self)
{
  if (!parse_signed (self))
    return FALSE;
  for (;;)
    {
      NqpOpKind kind = take (self, times)  ? NQP_OP_MULTIPLY
                       : take (self, over) ? NQP_OP_DIVIDE
                                           : NQP_OP_NUMBER;

      if (kind == NQP_OP_NUMBER)
        return TRUE;
      if (!parse_signed (self))
        return FALSE;
      add_op (self, kind, 0, 0);
    }
}

static gboolean
parse_sum (Parser *self)
{
  if (!parse_product (self))
    return FALSE;
  for (;;)
    {
      NqpOpKind kind = take (self, plus) ? NQP_OP_ADD : take (self, minus) ? NQP_OP_SUBTRACT : NQP_OP_NUMBER;

      if (kind == NQP_OP_NUMBER)
        return TRUE;
      if (!parse_product (self))
        return FALSE;
      add_op (self, kind, 0, 0);
    }
}

/* A formula of numbers alone would be the same for every region. */
static gboolean
parse_all (Parser *self)
{
  if (!parse_sum (self))
    return FALSE;
  if (*self->p != '\0')
    return fail_expected (self, _ ("a sign such as + or *, or the end"));
  for (guint k = 0; k < self->made->operands->len; k++)
    if (g_strcmp0 (self->made->operands->pdata[k], NQP_EXPRESSION_AREA) != 0
        && self->made->operands->pdata[k] != NULL)
      return TRUE;
  g_set_error_literal (self->error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_SYNTAX,
                       _ ("The formula names no series; expected the code of at least one."));
  return FALSE;
}

NqpExpression *
nqp_expression_parse (const char *text, GError **error)
{
  g_autoptr (NqpExpression) made = NULL;
  Parser parser = { .error = error };

  g_return_val_if_fail (text != NULL, NULL);
  if (strlen (text) > NQP_EXPRESSION_MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, NQP_EXPRESSION_ERROR, NQP_EXPRESSION_ERROR_SYNTAX,
                   _ ("The formula is no text of at most %d bytes; split it."), NQP_EXPRESSION_MAX_TEXT);
      return NULL;
    }
  made = g_new0 (NqpExpression, 1);
  made->ref_count = 1;
  while (g_ascii_isspace (*text) || *text == '=') /* as spreadsheets have it */
    text++;
  made->text = g_strstrip (g_strdup (text));
  made->operands = g_ptr_array_new_with_free_func (g_free);
  made->ops = g_array_new (FALSE, FALSE, sizeof (NqpOp));
  parser.made = made;
  parser.p = parser.start = made->text;
  return parse_all (&parser) ? g_steal_pointer (&made) : NULL;
}

NqpExpression *
nqp_expression_ref (NqpExpression *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_expression_unref (NqpExpression *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_free (self->text);
  g_ptr_array_unref (self->operands);
  g_array_unref (self->ops);
  g_free (self);
}

const char *
nqp_expression_text (const NqpExpression *self)
{
  return self->text;
}

int
nqp_expression_n_operands (const NqpExpression *self)
{
  return (int)self->operands->len;
}

const char *
nqp_expression_operand (const NqpExpression *self, int k)
{
  return g_ptr_array_index (self->operands, k);
}

char *
nqp_expression_quote (const char *code)
{
  const char *p = code;

  while (*p != '\0' && is_word (g_utf8_get_char (p), p == code))
    p = g_utf8_next_char (p);
  return *p == '\0' && p > code && p[-1] != '.' ? g_strdup (code) : g_strdup_printf ("[%s]", code);
}
