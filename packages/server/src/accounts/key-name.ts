/** No control characters, which break terminals and PostgreSQL's text, and no halves of characters. */
export const KEY_NAME = /^[^\p{Cc}\p{Cs}]{1,100}$/u;
export const KEY_NAME_RULE = '1 to 100 characters, none of them a control character';
