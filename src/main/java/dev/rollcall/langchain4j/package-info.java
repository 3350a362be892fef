/** The list for applications that use langchain4j. */
@NullMarked
package dev.rollcall.langchain4j;

import org.jspecify.annotations.NullMarked;
