/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-json-print.h"

#include "nqp-number.h"
#include "nqp-json-text.h"

static void
begin_line (NqpJsonPrinter *self)
{
  g_string_append_c (self->out, '\n');
  for (int i = 0; i < self->depth; i++)
    g_string_append_c (self->out, ' ');
}

static void
begin_member (NqpJsonPrinter *self, const char *key)
{
  if (self->after)
    g_string_append (self->out, self->row > 0 ? ", " : ",");
  if (self->row == 0 && self->depth > 0)
    begin_line (self);
  if (key != NULL)
    {
      nqp_json_append_string (self->out, key);
      g_string_append (self->out, ": ");
    }
  self->after = TRUE;
}

void
nqp_json_begin (NqpJsonPrinter *self, const char *key, char bracket)
{
  begin_member (self, key);
  g_string_append_c (self->out, bracket);
  self->depth++;
  self->after = FALSE;
}

void
nqp_json_begin_row (NqpJsonPrinter *self, const char *key, char bracket)
{
  nqp_json_begin (self, key, bracket);
  if (self->row == 0)
    self->row = self->depth;
}

void
nqp_json_end (NqpJsonPrinter *self, char bracket)
{
  self->depth--;
  if (self->row == 0 && self->after)
    begin_line (self);
  if (self->row > self->depth)
    self->row = 0;
  g_string_append_c (self->out, bracket);
  self->after = TRUE;
}

void
nqp_json_string (NqpJsonPrinter *self, const char *key, const char *value)
{
  if (value == NULL)
    return;
  begin_member (self, key);
  nqp_json_append_string (self->out, value);
}

void
nqp_json_number (NqpJsonPrinter *self, const char *key, double value)
{
  char buffer[NQP_NUMBER_SIZE];
  const char *number = nqp_number_to_file (value, buffer);

  begin_member (self, key);
  g_string_append (self->out, *number != '\0' ? number : "null");
}

void
nqp_json_integer (NqpJsonPrinter *self, const char *key, int value)
{
  begin_member (self, key);
  g_string_append_printf (self->out, "%d", value);
}

void
nqp_json_text (NqpJsonPrinter *self, const char *key, const NqpText *value)
{
  if (value->en == NULL && value->zh == NULL)
    return;
  nqp_json_begin_row (self, key, '{');
  nqp_json_string (self, "en", value->en);
  nqp_json_string (self, "zh", value->zh);
  nqp_json_end (self, '}');
}

void
nqp_json_raw (NqpJsonPrinter *self, const char *key, const char *json)
{
  begin_member (self, key);
  g_string_append (self->out, json);
}
