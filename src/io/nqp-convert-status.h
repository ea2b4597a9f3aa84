/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* With what the program nqp-convert ends; what stands in its standard error then is said of each. */
typedef enum
{
  NQP_CONVERT_GOOD = 0,
  NQP_CONVERT_USAGE = 2,
  NQP_CONVERT_UNKNOWN = 10,  /* not one of the kinds that are read; or damaged: what the library says */
  NQP_CONVERT_NO_LAYER,      /* no layer with outlines */
  NQP_CONVERT_SEVERAL,       /* layers with outlines: their names */
  NQP_CONVERT_ENCODING,      /* texts are neither UTF-8 nor GB18030 */
  NQP_CONVERT_DAMAGED,       /* in the middle: what the library says */
  NQP_CONVERT_LARGE,         /* more than is taken */
  NQP_CONVERT_PASSWORD,
  NQP_CONVERT_NOT_BUILT,     /* without the library for it */
} NqpConvertStatus;
