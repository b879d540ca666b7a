import { openMemoryStore } from "./memory-store.ts";
import { storeContract } from "./testing/contract.ts";

storeContract("memory", async () => openMemoryStore());
