/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-text.h"

#include <glib/gi18n.h>

/**
 * nqp_text_new:
 * @en: (nullable): English text
 * @zh: (nullable): Chinese text
 *
 * Returns: a text that owns copies; an empty string counts as %NULL
 */
NqpText
nqp_text_new (const char *en, const char *zh)
{
  return (NqpText){ en != NULL && *en != '\0' ? g_strdup (en) : NULL,
                    zh != NULL && *zh != '\0' ? g_strdup (zh) : NULL };
}

NqpText
nqp_text_copy (const NqpText *text)
{
  return (NqpText){ g_strdup (text->en), g_strdup (text->zh) };
}

void
nqp_text_clear (NqpText *text)
{
  g_clear_pointer (&text->en, g_free);
  g_clear_pointer (&text->zh, g_free);
}

/**
 * nqp_text_get:
 *
 * Returns: (transfer none): the text in @lang, else in the other language, else ""
 */
const char *
nqp_text_get (const NqpText *text, NqpLang lang)
{
  const char *first = lang == NQP_LANG_ZH ? text->zh : text->en;
  const char *second = lang == NQP_LANG_ZH ? text->en : text->zh;

  if (first != NULL)
    return first;
  return second != NULL ? second : "";
}

gboolean
nqp_text_equal (const NqpText *a, const NqpText *b)
{
  return g_strcmp0 (a->en, b->en) == 0 && g_strcmp0 (a->zh, b->zh) == 0;
}

/**
 * nqp_lang_parse:
 * @text: "en", "zh", "zh_CN", "zh-CN", with or without an encoding
 *
 * Returns: %FALSE if @text names neither language
 */
gboolean
nqp_lang_parse (const char *text, NqpLang *out_lang)
{
  if (g_ascii_strncasecmp (text, "zh", 2) == 0)
    *out_lang = NQP_LANG_ZH;
  else if (g_ascii_strncasecmp (text, "en", 2) == 0)
    *out_lang = NQP_LANG_EN;
  else
    return FALSE;
  return TRUE;
}

const char *
nqp_lang_to_string (NqpLang lang)
{
  return lang == NQP_LANG_ZH ? "zh_CN" : "en";
}

/**
 * nqp_lang_of_messages:
 *
 * Returns: the language that _() speaks, for names within messages
 */
NqpLang
nqp_lang_of_messages (void)
{
  NqpLang lang;

  /* Translators: the code of the language of these translations, as the program knows it: "en" or "zh_CN" */
  return nqp_lang_parse (C_ ("language", "en"), &lang) ? lang : NQP_LANG_EN;
}

/**
 * nqp_lang_from_environment:
 *
 * Returns: the first of the user's languages that the program has, English if none
 */
NqpLang
nqp_lang_from_environment (void)
{
  const char *const *names = g_get_language_names ();
  NqpLang lang;

  for (int i = 0; names[i] != NULL; i++)
    if (nqp_lang_parse (names[i], &lang))
      return lang;
  return NQP_LANG_EN;
}
