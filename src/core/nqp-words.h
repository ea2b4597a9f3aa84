/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-text.h"

G_BEGIN_DECLS

/* The one rule for texts that come from outside. Files of others, terminals, XML and Pango each take harm from
 * something that no name needs: control characters, characters that are none, and the invisible ones that turn the
 * direction of what follows. A reader of files refuses them; what is stored already is shown with a stand-in. */

#define NQP_WORDS_MAX_NAME 200    /* characters */
#define NQP_WORDS_MAX_CODE 256    /* characters: a pillar, a dot and a component are a code as well */
#define NQP_WORDS_MAX_BYTES 20000 /* of everything longer than a name */

/**
 * NqpWordsKind:
 * @NQP_WORDS_NAME: one line: names, units, groups, titles
 * @NQP_WORDS_CODE: one line that other rows name
 * @NQP_WORDS_LINE: one line of any sensible length: sources, lists
 * @NQP_WORDS_PROSE: may have several lines: notes, theory, lessons
 */
typedef enum
{
  NQP_WORDS_NAME,
  NQP_WORDS_CODE,
  NQP_WORDS_LINE,
  NQP_WORDS_PROSE,
} NqpWordsKind;

/**
 * NqpWordsFault:
 *
 * Why a text is refused: the first character that may not stand in it, else its length.
 */
typedef struct
{
  gboolean too_long;
  gunichar found; /* if not too long; beyond Unicode: 0x110000 + a byte that is no UTF-8 */
  NqpWordsKind kind;
} NqpWordsFault;

#define NQP_WORDS_ERROR (nqp_words_error_quark ())
GQuark
nqp_words_error_quark (void);

gboolean
nqp_words_allow (gunichar c);
gboolean
nqp_words_tidy (char *text, gsize *length, NqpWordsKind kind, NqpWordsFault *out_fault);
char *
nqp_words_fault_to_string (const NqpWordsFault *fault);
gboolean
nqp_words_check (char **text, NqpWordsKind kind, GError **error);
gboolean
nqp_words_check_text (NqpText *text, NqpWordsKind kind, GError **error);

char *
nqp_words_clean (const char *text, gssize length, NqpWordsKind kind, gboolean *out_changed);
void
nqp_words_append_xml (GString *out, const char *text);
void
nqp_words_append_xml_character (GString *out, gunichar c);
char *
nqp_words_path (const char *path);
char *
nqp_words_basename (const char *path);
char *
nqp_words_head (const char *text, gsize n_bytes);

G_END_DECLS
