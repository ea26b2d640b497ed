/** A token endpoint with NestJS: a guard for the sign-in, and a filter that answers 400 to invalid requests. */
import 'reflect-metadata';
import {
  type ArgumentsHost,
  Body,
  type CanActivate,
  Catch,
  Controller,
  type ExecutionContext,
  Header,
  HttpCode,
  Module,
  Post,
  Req,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { BaseExceptionFilter, NestFactory } from '@nestjs/core';
import { createTokenIssuer, decodeToken, isTokenError } from 'accesstoken2';
import type { Request, Response } from 'express';

const issuer = createTokenIssuer({
  appId: process.env.AGORA_APP_ID ?? '',
  appCertificate: process.env.AGORA_APP_CERTIFICATE ?? '',
});

type SignedInRequest = Request & { userId: string };

/** Replace this with your own authentication: returns the user who sent the request, or undefined. */
function signedInUser(request: Request): string | undefined {
  return request.get('authorization') === 'Bearer session-of-alice' ? 'alice' : undefined;
}

class SignedInGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const userId = signedInUser(request);
    if (userId === undefined) throw new UnauthorizedException('sign in first');
    request.userId = userId;
    return true;
  }
}

@Catch()
class TokenErrorFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    if (!isTokenError(error)) {
      super.catch(error, host);
      return;
    }
    const response = host.switchToHttp().getResponse<Response>();
    response.status(400).json({ error: error.message, field: error.field });
  }
}

@Controller()
@UseGuards(SignedInGuard)
class TokenController {
  @Post('chat-token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  chatToken(
    @Req() request: SignedInRequest,
    @Body() body?: { expire?: number },
  ): { token: string; expires_at: number } {
    const token = issuer.chatUserToken({ userId: request.userId, expiresIn: body?.expire ?? 3600 });
    return { token, expires_at: decodeToken(token).expiresAt };
  }
}

@Module({ controllers: [TokenController] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['warn', 'error'] });
app.useGlobalFilters(new TokenErrorFilter(app.getHttpAdapter()));
await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
console.log(await app.getUrl());
