import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILT_IN } from './built-in/built-in.ts';
import type { Component } from './component.ts';
import { ComponentError } from './component-error.ts';
import { type ComponentRegistry, createComponentRegistry } from './component-registry.ts';
import { loadComponent } from './load-component.ts';

async function listModules(directory: string): Promise<readonly string[]> {
  try {
    const names = await readdir(directory);
    return names.filter((name) => /\.m?js$/.test(name)).toSorted();
  } catch (cause) {
    throw new ComponentError(directory, 'the folder of PROFFER_COMPONENTS_DIR cannot be read', cause);
  }
}

/** The components that every server has, and those of the operator. Throws `ComponentError` for the first that is broken. */
export async function openComponents(directory: string | undefined): Promise<ComponentRegistry> {
  const components: Component[] = [...BUILT_IN];
  for (const name of directory === undefined ? [] : await listModules(directory)) {
    const file = join(directory ?? '', name);
    const component = await loadComponent(file);
    if (components.some((other) => other.name === component.name)) {
      throw new ComponentError(file, `there is another component of the name ${component.name}`);
    }
    components.push(component);
  }
  return createComponentRegistry(components);
}
