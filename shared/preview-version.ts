/**
 * The version of what is made from contents and kept, by the library and by browsers. It rises when what older versions
 * made is no longer to be trusted.
 */
export const previewVersion = 2
