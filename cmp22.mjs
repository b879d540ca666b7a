import { execFileSync } from 'node:child_process';
const [n, logs, values, cache, ...progs]=process.argv.slice(2);
const res=progs.map(()=>[]);
for(let i=0;i<+n;i++) progs.forEach((p,j)=>{ const o=execFileSync(process.execPath,["boot.mjs",p.replace("CC:",""),logs,values,'1',cache],{encoding:"utf8",env:p.startsWith("CC:")?{...process.env,NODE_COMPILE_CACHE:"/tmp/stcc22"}:process.env}); res[j].push(o.match(/\d+/g).map(Number)); });
const med=a=>a.toSorted((x,y)=>x-y)[a.length>>1];
progs.forEach((p,j)=>console.log(p.padEnd(30),'listen median',med(res[j].map(r=>r[0])),'min',Math.min(...res[j].map(r=>r[0])),'| all median',med(res[j].map(r=>r[2])),'min',Math.min(...res[j].map(r=>r[2]))));
