/** The 14 operations of the Customizations API: where they live and which schemas of the contract they speak. */

export const OPERATIONS = {
  createCustomization: { method: 'POST', path: '/stores/v3/customizations', profile: 'core' },
  getCustomization: { method: 'GET', path: '/stores/v3/customizations/{customizationId}', profile: 'core' },
  updateCustomization: {
    method: 'PATCH',
    path: '/stores/v3/customizations/{customizationId}',
    profile: 'core',
  },
  deleteCustomization: {
    method: 'DELETE',
    path: '/stores/v3/customizations/{customizationId}',
    profile: 'core',
  },
  queryCustomizations: { method: 'POST', path: '/stores/v3/customizations/query', profile: 'core' },
  countCustomizations: { method: 'POST', path: '/stores/v3/customizations/count', profile: 'core' },
  addCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/add-choices',
    profile: 'choices',
  },
  setCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/set-choices',
    profile: 'choices',
  },
  removeCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/remove-choices',
    profile: 'choices',
  },
  updateCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/update-choices',
    profile: 'preview',
  },
  reorderCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/reorder-choices',
    profile: 'preview',
  },
  bulkCreateCustomizations: {
    method: 'POST',
    path: '/stores/v3/bulk/customizations/create',
    profile: 'bulk',
  },
  bulkUpdateCustomizations: {
    method: 'POST',
    path: '/stores/v3/bulk/customizations/update',
    profile: 'bulk',
  },
  bulkAddCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/bulk/customizations/add-choices',
    profile: 'bulk',
  },
} as const satisfies Record<string, { method: string; path: string; profile: string }>;

export type OperationId = keyof typeof OPERATIONS;

/** One call of an operation, free of HTTP: what the model takes and what a server router produces. */
export interface Call {
  operation: OperationId;
  /** From the path. */
  customizationId?: string;
  /** Repeated `fields` query parameters; only Get takes them outside the body. */
  fields?: string[];
  /** The parsed JSON body; `undefined` when there was none. */
  body?: unknown;
}

/** What the API answers to a call. */
export interface Reply {
  status: number;
  body: unknown;
}
