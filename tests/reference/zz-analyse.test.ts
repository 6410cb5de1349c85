import { faults } from '/work/main/reference/faults/index.ts';
import { probe } from '/work/main/tests/reference/probe.ts';
import { it } from 'vitest';
import { writeFileSync } from 'node:fs';
it('x', () => {
  const healthy = probe([]); const out: string[] = [`healthy ${healthy.length}`];
  healthy.forEach((e,i)=>out.push(`H ${i} ${e.answer.status} ${e.asked.slice(0,140)} -> ${JSON.stringify(e.answer.body).slice(0,200)}`));
  for (const f of faults) { const t=Date.now();
    try { const p = probe([f.id]);
    const diff = p.map((e,i)=>({e,h:healthy[i],i})).filter(({e,h})=>JSON.stringify(e.answer)!==JSON.stringify(h?.answer));
    const bug = p.filter(e=>JSON.stringify(e.answer).includes('REFERENCE_BUG')).length;
    out.push(`F ${f.id} ${f.requirements[0]} diffs=${diff.length} bug=${bug} ms=${Date.now()-t} first=${diff[0] ? diff[0].e.asked.slice(0,120)+' => '+diff[0].e.answer.status+' (was '+diff[0].h?.answer.status+') '+JSON.stringify(diff[0].e.answer.body)?.slice(0,160) : ''}`);
    } catch (e) { out.push(`F ${f.id} THROWS ${(e as Error).stack?.slice(0,400)}`); }
  }
  writeFileSync('/tmp/analysis.txt', out.join('\n'));
}, 600000);
