/** Documents as sealed files in one folder: a store. */
package org.example.cabinet;
