/**
 * From a name to a network that works: the models that are known, the folder that holds their files, downloads, and the one place
 * that puts weights, network and settings together.
 *
 * <p>{@link org.samovar.catalog.Models#open} gives a {@link org.samovar.catalog.LoadedModel},
 * {@link org.samovar.catalog.Models#openSemantic} a {@link org.samovar.catalog.LoadedSemantic}; {@link org.samovar.catalog.Catalog}
 * describes what there is and {@link org.samovar.catalog.ModelStore} keeps files.
 *
 * <p>May depend on all packages but {@code cli}. Tests: {@code CatalogTest}, {@code ModelStoreTest}, {@code ModelsTest}.
 */
@NullMarked
package org.samovar.catalog;

import org.jspecify.annotations.NullMarked;
