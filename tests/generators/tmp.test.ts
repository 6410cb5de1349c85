import {test} from "vitest";
import fc from 'fast-check';
import { validate, type SchemaName } from '../../specs/contract.ts';
import { anyOf, validOf, invalidOf, casesOf, mutationsOf } from '../../generators/contract.ts';
import { caseLabel } from '../../generators/schema/invalid.ts';
import { rules } from '../../specs/rules.ts';
const NAMES: SchemaName[] = ['CreateCustomizationRequest','UpdateCustomizationRequest','QueryCustomizationsRequest','CountCustomizationsRequest','BulkCreateCustomizationsRequest','BulkUpdateCustomizationsRequest','BulkAddCustomizationChoicesRequest','AddCustomizationChoicesRequest','SetCustomizationChoicesRequest','RemoveCustomizationChoicesRequest','UpdateCustomizationChoicesRequest','ReorderCustomizationChoicesRequest'];
test("x",()=>{
 for (const n of NAMES) {
  let t=Date.now();
  let bad=0;
  for (const v of fc.sample(anyOf(n),{numRuns:500,seed:1})) if (validate(n,v).length) bad++;
  for (const v of fc.sample(validOf(n),{numRuns:500,seed:1})) if (validate(n,v).length) bad++;
  const tv=Date.now()-t; t=Date.now();
  const cs=casesOf(n); const seen=new Set<string>(); let also=new Set<string>(); const wrong=new Map<string,string>();
  const inv=fc.sample(invalidOf(n),{numRuns:1500,seed:1});
  const ti=Date.now()-t;t=Date.now();
  for (const i of inv) {
    seen.add(caseLabel(i.of));
    if (i.alsoBreaks.length) also.add(i.of.path+' '+i.keyword+' +'+i.alsoBreaks);
    if (validate(n,i.control).length) wrong.set('control '+caseLabel(i.of), JSON.stringify(validate(n,i.control)).slice(0,300));
    const found=[...new Set(validate(n,i.value).map(v=>v.keyword+'@'+v.path))];
    const want=[i.keyword,...i.alsoBreaks].map(k=>k+'@'+i.path);
    if (JSON.stringify(found.sort())!==JSON.stringify(want.sort())) wrong.set(caseLabel(i.of), found.join()+ ' want '+want.join()+' '+i.describe);
  }
  console.log(n,'bad',bad,'valid ms',tv,'inv ms',ti,'ajv',Date.now()-t,'cases',cs.length,'seen',seen.size,[...also],[...wrong].slice(0,6), cs.map(caseLabel).filter(c=>!seen.has(c)).slice(0,5));
 }
 const c=fc.sample(validOf('CreateCustomizationRequest'),{numRuns:1,seed:3})[0]; if(c) for (const m of mutationsOf('CreateCustomizationRequest',c)) console.log(m.keyword,m.describe,m.of.silence??'');
 for (const v of fc.sample(validOf('NewCustomization'),{numRuns:2000,seed:1})) for (const r of rules.values()) if (r.violates(v)) console.log(r.id, JSON.stringify(v).slice(0,300));
});
