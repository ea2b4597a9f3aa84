/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpLang:
 *
 * The two languages of the program and of the names in a project.
 */
typedef enum
{
  NQP_LANG_EN,
  NQP_LANG_ZH,
} NqpLang;

/**
 * NqpText:
 *
 * A text in both languages, each owned or %NULL.
 */
typedef struct
{
  char *en;
  char *zh;
} NqpText;

NqpText nqp_text_new (const char *en, const char *zh);
NqpText nqp_text_copy (const NqpText *text);
void nqp_text_clear (NqpText *text);
const char *nqp_text_get (const NqpText *text, NqpLang lang);
gboolean nqp_text_equal (const NqpText *a, const NqpText *b);

gboolean nqp_lang_parse (const char *text, NqpLang *out_lang);
const char *nqp_lang_to_string (NqpLang lang);
NqpLang nqp_lang_from_environment (void); /* for the programs, as they start */
NqpLang nqp_lang_of_messages (void);

G_END_DECLS
