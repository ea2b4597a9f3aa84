/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-names.h"

#include <string.h>

struct _NqpOutNames
{
  int most;
  GHashTable *taken; /* in lower case */
};

const char *const nqp_out_words_of_stata[]
    = { "byte",  "double", "e",    "float", "if",   "in",    "int",   "long",    "n",
        "pi",    "using",  "with", "str",   "strl", "alias", "_all",  "_b",      "_n",
        "_cons", "_coef",  "_pi",  "_pred", "_rc",  "_se",   "_skip", "_weight", NULL };
const char *const nqp_out_words_of_r[]
    = { "if",   "else", "repeat", "while", "function", "for",   "next",  "break", "true", "false",
        "null", "inf",  "nan",    "na",    "in",       "ucode", "uname", "time",  NULL };

NqpOutNames *
nqp_out_names_new (int most, const char *const *words)
{
  NqpOutNames *self = g_new0 (NqpOutNames, 1);

  self->most = most;
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; words[i] != NULL; i++)
    g_hash_table_add (self->taken, g_strdup (words[i]));
  return self;
}

void
nqp_out_names_free (NqpOutNames *self)
{
  g_hash_table_unref (self->taken);
  g_free (self);
}

/* "str3" is a type of Stata's. */
static gboolean
is_free (const NqpOutNames *self, const char *lower)
{
  return !g_hash_table_contains (self->taken, lower)
         && !(g_str_has_prefix (lower, "str") && lower[3] != '\0'
              && strspn (lower + 3, "0123456789") == strlen (lower + 3));
}

char *
nqp_out_names_take (NqpOutNames *self, const char *wanted)
{
  g_autofree char *ascii = g_str_to_ascii (wanted, "C");
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *lower = NULL;
  gsize length;

  for (const char *p = ascii; *p != '\0' && name->len < (gsize)self->most; p++)
    {
      if (name->len == 0 && !g_ascii_isalpha (*p))
        g_string_append (name, g_ascii_isdigit (*p) ? "v" : "v_");
      if (g_ascii_isalnum (*p) || *p == '_')
        g_string_append_c (name, *p);
      else if (name->str[name->len - 1] != '_')
        g_string_append_c (name, '_');
    }
  if (name->len == 0)
    g_string_append_c (name, 'v');
  g_string_truncate (name, MIN (name->len, (gsize)self->most));
  length = name->len;
  lower = g_ascii_strdown (name->str, -1);
  for (int k = 2; !is_free (self, lower); k++)
    {
      g_autofree char *number = g_strdup_printf ("_%d", k);

      g_string_truncate (name, MIN (length, (gsize)self->most - strlen (number)));
      g_string_append (name, number);
      g_free (lower);
      lower = g_ascii_strdown (name->str, -1);
    }
  g_hash_table_add (self->taken, g_steal_pointer (&lower));
  return g_string_free (g_steal_pointer (&name), FALSE);
}
