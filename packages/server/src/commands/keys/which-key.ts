/** Said when the id of a key is missing. */
export const WHICH_KEY = 'Which key? Its id is missing; "proffer keys list" shows it.';
