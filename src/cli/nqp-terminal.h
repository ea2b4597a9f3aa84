/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text on its way to a person, and from one. A terminal obeys what a text holds, and shows it in the encoding of its
 * locale; inside, all is UTF-8. */

/* @text (@length bytes, -1 = up to its nul) for people: lines and tabs stay, what a terminal could obey is shown as U+FFFD, in
 * the encoding of the user's locale. */
char *
nqp_terminal_encode (const char *text, gssize length, gsize *out_length);

/* A word of the command line as UTF-8. @out_valid: whether it was text in the locale's encoding. */
char *
nqp_terminal_decode (const char *word, gboolean *out_valid);

G_END_DECLS
